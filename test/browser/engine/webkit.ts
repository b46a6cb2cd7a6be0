import { createServer } from 'node:net';
import { env } from 'node:process';
import type { Browser, Engine } from './browser.js';
import { displayProgram, startDisplay } from './display.js';
import { installed } from './installed.js';
import { start } from './owned-process.js';
import { driverListens, openSession } from './web-driver.js';

const driverProgram = '/usr/bin/WebKitWebDriver';

/** The browser that comes with the library. `WEBKIT` names another one. */
export const findMiniBrowser = (): string | undefined =>
  installed(
    env.WEBKIT,
    ...['x86_64', 'aarch64'].flatMap((machine) =>
      ['4.1', '4.0'].map((api) => `/usr/lib/${machine}-linux-gnu/webkit2gtk-${api}/MiniBrowser`),
    ),
  );

/** WebKitGTK, driven over WebDriver, on a display that nobody sees. */
export const webkit: Engine = {
  name: 'WebKitGTK',
  profile: 'webkit',
  packages: 'webkit2gtk-driver xvfb',
  find: () => (installed(driverProgram) && installed(displayProgram) ? findMiniBrowser() : undefined),
  launch: launchWebKit,
};

async function launchWebKit(variables: Readonly<Record<string, string>> = {}): Promise<Browser> {
  const binary = webkit.find();
  if (binary === undefined) throw new Error(`there is no WebKitGTK: install ${webkit.packages}`);
  const display = await startDisplay();
  const port = await freePort();
  const driver = start(driverProgram, [`--port=${port}`], { ...display.variables, ...variables });
  driver.output.resume();
  driver.errors.resume();
  // The browser itself is the driver's child. It ends with the session, and at the latest with its display.
  const end = async (): Promise<void> => {
    await driver.end();
    await display.end();
  };

  try {
    const address = `http://127.0.0.1:${port}`;
    await driverListens(address);
    const session = await openSession(address, { 'webkitgtk:browserOptions': { binary, args: ['--automation'] } });
    return {
      version: `WebKitGTK ${session.browserVersion}`,
      goto: async (url) => void (await session.command('POST', '/url', { url })),
      evaluate: async (script) => {
        const value = await session.command('POST', '/execute/async', {
          script: `const [done] = arguments; (${script}).then(done, (error) => done({ error: String(error) }));`,
          args: [],
        });
        if (typeof value !== 'string') throw new Error(`the script failed: ${JSON.stringify(value)}`);
        return value;
      },
      close: async () => {
        await session.command('DELETE', '').catch(() => {});
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}

/** A port that nobody listens on: the driver takes no zero. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
