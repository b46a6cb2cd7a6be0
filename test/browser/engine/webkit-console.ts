import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser } from './browser.js';
import { startDisplay } from './display.js';
import { firstMatch, type OwnedProcess, start } from './owned-process.js';
import { findMiniBrowser } from './webkit.js';

/**
 * WebKitGTK with a console: it writes what the console is told to its error output, but not in an automated session.
 *
 * So nobody drives it. Each page loads a script from here, which asks for what to run and sends back what came of it:
 * pages are shown with `?control=<origin>`, and have to load `<origin>/control.js`.
 */
export async function launchWebKitConsole(): Promise<Browser> {
  const program = findMiniBrowser();
  if (program === undefined) throw new Error('there is no WebKitGTK');
  const display = await startDisplay();
  const version = start(program, ['--version'], display.variables);
  const name = await firstMatch(version.output, /(WebKitGTK [\d.]+)/);
  const control = await startControl();
  let shown: OwnedProcess | undefined;
  let written = '';

  return {
    version: name,
    goto: async (url) => {
      await shown?.end();
      const args = ['--enable-write-console-messages-to-stdout=true', `${url}?control=${control.origin}`];
      shown = start(program, args, display.variables);
      shown.output.resume();
      shown.errors.on('data', (chunk: Buffer) => {
        written += chunk.toString();
      });
    },
    evaluate: control.evaluate,
    console: async () => {
      await sleep(300);
      // `http://localhost:1/:1:35: CONSOLE SECURITY ERROR the text`
      const texts = written.split(/^.*?CONSOLE [A-Z]+ [A-Z]+ /m).slice(1);
      written = '';
      return texts.map((text) => text.trim());
    },
    close: async () => {
      await shown?.end();
      await display.end();
      control.close();
    },
  };
}

interface Control {
  readonly origin: string;
  evaluate(script: string): Promise<string>;
  close(): void;
}

/** Runs in the page: asks for scripts for as long as it is shown. */
const controlScript = `(async () => {
  const origin = new URL(document.currentScript.src).origin;
  for (;;) {
    const script = await (await fetch(origin + '/next')).text();
    const result = await (0, eval)(script).catch((error) => 'failed: ' + error);
    await fetch(origin + '/result', { method: 'POST', body: result });
  }
})();`;

async function startControl(): Promise<Control> {
  let ask: ((script: string) => void) | undefined;
  let wanted: string | undefined;
  let settle: ((result: string) => void) | undefined;

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.setHeader('access-control-allow-origin', '*');
    if (request.url === '/control.js') response.end(controlScript);
    else if (request.url === '/next') {
      const next = new Promise<string>((resolve) => {
        if (wanted === undefined) ask = resolve;
        else resolve(wanted);
        wanted = undefined;
      });
      response.end(await next);
    } else {
      const chunks: Buffer[] = [];
      // PROOF: a request without an encoding gives buffers.
      for await (const chunk of request) chunks.push(chunk as Buffer);
      response.end();
      settle?.(Buffer.concat(chunks).toString());
    }
  };

  const server = createServer((request, response) => void respond(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    evaluate: (script) =>
      new Promise((resolve) => {
        settle = resolve;
        if (ask === undefined) wanted = script;
        else ask(script);
        ask = undefined;
      }),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
