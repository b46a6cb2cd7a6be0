import { colourStyle, plainStyle, type Style } from './style.js';

/** Where a command's words go. */
export interface Terminal {
  readonly out: Channel;
  readonly err: Channel;
}

export interface Channel {
  readonly write: (text: string) => void;
  readonly style: Style;
}

/** The streams of this process. Each is in colour where it is a terminal that has colours; `NO_COLOR` is honoured. */
export function nodeTerminal(): Terminal {
  return { out: channelOf(process.stdout), err: channelOf(process.stderr) };
}

function channelOf(stream: NodeJS.WriteStream): Channel {
  const { NO_COLOR } = process.env;
  // See https://no-color.org: present and not empty. `hasColors` knows the rest (`FORCE_COLOR`, `TERM=dumb`).
  const isInColour = stream.isTTY && (NO_COLOR === undefined || NO_COLOR === '') && stream.hasColors();
  return { write: (text) => void stream.write(text), style: isInColour ? colourStyle : plainStyle };
}
