import { firstMatch, scratchFolder, start } from './owned-process.js';

export const displayProgram = '/usr/bin/Xvfb';

/** A display that nobody sees. */
export interface Display {
  /** For the programs that are to be shown on it. What they keep goes with it. */
  readonly variables: Readonly<Record<string, string>>;
  end(): Promise<void>;
}

/** Starts an X server that shows nothing, on the first number that is free. */
export async function startDisplay(): Promise<Display> {
  const folder = await scratchFolder();
  const server = start(displayProgram, ['-displayfd', '3', '-screen', '0', '800x600x24', '-nolisten', 'tcp'], {});
  server.output.resume();
  server.errors.resume();
  const end = async (): Promise<void> => {
    await server.end();
    await folder.remove();
  };
  try {
    const number = await firstMatch(server.report, /(\d+)\n/);
    return { variables: { DISPLAY: `:${number}`, HOME: folder.path, GDK_BACKEND: 'x11' }, end };
  } catch (error) {
    await end();
    throw error;
  }
}
