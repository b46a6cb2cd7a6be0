import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { env } from 'node:process';
import { connectBidi } from './bidi.js';
import type { Browser, Engine } from './browser.js';
import { installed } from './installed.js';
import { firstMatch, scratchFolder, start } from './owned-process.js';

/** Keeps it from talking to anything but the tests, and from asking questions. */
const preferences: Readonly<Record<string, string | boolean | number>> = {
  'app.update.disabledForTesting': true,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,',
  'toolkit.telemetry.reportingpolicy.firstRun': false,
};

/** Firefox, driven over WebDriver BiDi. `FIREFOX` names another one than Debian's. */
export const firefox: Engine = {
  name: 'Firefox',
  profile: 'firefox',
  packages: 'firefox-esr',
  find: () => installed(env.FIREFOX, '/usr/bin/firefox-esr', '/usr/bin/firefox'),
  launch: launchFirefox,
};

async function launchFirefox(variables: Readonly<Record<string, string>> = {}): Promise<Browser> {
  const program = firefox.find();
  if (program === undefined) throw new Error('there is no Firefox: install it, or name it in FIREFOX');
  const folder = await scratchFolder();
  const lines = Object.entries(preferences).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`);
  await writeFile(join(folder.path, 'user.js'), lines.join(''));
  const process = start(
    program,
    ['--headless', '--no-remote', '--profile', folder.path, '--remote-debugging-port=0'],
    // What it keeps outside of its profile goes with it.
    { HOME: folder.path, ...variables },
  );
  const end = async (): Promise<void> => {
    await process.end();
    await folder.remove();
  };

  try {
    const address = await firstMatch(process.errors, /WebDriver BiDi listening on (ws:\/\/\S+)/);
    process.output.resume();
    const connection = await connectBidi(`${address}/session`);
    const { capabilities } = await connection.command('session.new', { capabilities: {} });
    await connection.command('session.subscribe', { events: ['log.entryAdded'] });
    const { context } = await connection.command('browsingContext.create', { type: 'tab' });
    return {
      version: `Firefox ${capabilities?.browserVersion}`,
      goto: async (url) =>
        void (await connection.command('browsingContext.navigate', { context, url, wait: 'complete' })),
      evaluate: async (expression) => {
        const { type, result, exceptionDetails } = await connection.command('script.evaluate', {
          expression,
          target: { context },
          awaitPromise: true,
        });
        if (type !== 'success') throw new Error(`the script failed: ${exceptionDetails?.text}`);
        return String(result?.value);
      },
      console: async () => connection.log.splice(0),
      close: async () => {
        // It ends the browser; where it cannot, `end` does.
        await connection.command('browser.close', {}).catch(() => {});
        connection.close();
        await end();
      },
    };
  } catch (error) {
    await end();
    throw error;
  }
}
