// What a user's shell does with the command line. Run outside the workspace, on the packed tarballs.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { withCors } from '@cors-policy/node-http';

/** As npm links it for whoever calls it by its name. */
const program = join('node_modules', '.bin', 'cors-policy');

/** The exit code, and what was said. */
const run = (...args) =>
  new Promise((resolve) => {
    execFile(program, args, { timeout: 30_000 }, (error, out, err) =>
      resolve({ code: error === null ? 0 : error.code, out, err }),
    );
  });

const { version } = JSON.parse(readFileSync('node_modules/@cors-policy/cli/package.json', 'utf8'));
assert.deepEqual(await run('--version'), { code: 0, out: `${version}\n`, err: '' });

writeFileSync('policy.json', '{ "origins": "https://app.example.com" }');
writeFileSync('wider.json', '{ "origins": "https://*.example.com" }');
writeFileSync('slow.json', '{ "origins": { "regex": "^https://(a+)+\\\\.example\\\\.com$" } }');
writeFileSync('settings.py', 'CORS_ALLOWED_ORIGINS = ["https://app.example.com"]\n');
writeFileSync('options.mjs', "export default { origin: 'https://app.example.com', allowedHeaders: [] };\n");

assert.deepEqual(await run('check', 'policy.json'), { code: 0, out: 'policy.json: fine\n', err: '' });
assert.match((await run('check', 'slow.json')).out, /\[regex-slow\]/);
assert.match((await run('table', 'policy.json')).out, /^policy\.json: 1 rule$/m);
assert.equal((await run('diff', 'policy.json', 'policy.json')).code, 0);
assert.equal((await run('diff', 'policy.json', 'wider.json')).code, 1);
for (const [library, file] of [
  ['django', 'settings.py'],
  ['express', 'options.mjs'],
]) {
  const { code, out } = await run('import', '--from', library, file);
  assert.deepEqual([code, JSON.parse(out).origins], [0, ['https://app.example.com']]);
}

const page = ['--origin', 'https://app.example.com', '--header', 'authorization: x'];
const explained = await run('explain', 'policy.json', ...page, '--curl');
assert.equal(explained.code, 0);
assert.match(explained.out, /^curl -i -X OPTIONS /m);

const server = createServer(withCors({ origins: 'https://app.example.com' }, (_request, response) => response.end()));
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const probed = await run('probe', `http://127.0.0.1:${server.address().port}/`, ...page, '--audit', '--json');
server.close();
assert.deepEqual([probed.code, JSON.parse(probed.out).readable.chromium], [0, true]);

const missing = await run('check', 'no-such-file.json', '--json');
assert.equal(missing.code, 2);
assert.match(JSON.parse(missing.out).error.message, /no-such-file/);
assert.match((await run('chek')).err, /Did you mean check\?/);
