import { chromium, firefox, type Browser as Model, webkit } from '@cors-policy/conformance/browser-model';
import type { Profile } from './browser.js';

/** What each browser is expected to be like. */
export const models: Readonly<Record<Profile, Model>> = { chromium, firefox, webkit };
