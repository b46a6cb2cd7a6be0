import { plainStyle } from '../src/terminal/style.js';
import type { Channel, Terminal } from '../src/terminal/terminal.js';

/** A terminal without colours that writes down what it is told. */
export interface RecordedTerminal extends Terminal {
  readonly said: { out: string; err: string };
}

export function recordedTerminal(): RecordedTerminal {
  const said = { out: '', err: '' };
  const channel = (name: 'out' | 'err'): Channel => ({
    style: plainStyle,
    write: (text) => {
      said[name] += text;
    },
  });
  return { said, out: channel('out'), err: channel('err') };
}
