import { existsSync } from 'node:fs';
import { env } from 'node:process';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The Chromium to test with: the one that `CHROMIUM` names, else where distributions put it. `undefined`: none. */
export function findChromium(): string | undefined {
  return env.CHROMIUM ?? places.find((place) => existsSync(place));
}
