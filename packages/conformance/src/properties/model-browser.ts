import { type Browser, standard } from '@cors-policy/browser-model';

/**
 * The text of the standard, but for one thing: no engine lets the method of an upload that is listened to stand in for
 * a list of methods that is missing, so that `methods: []` means none.
 *
 * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch (step 7.4)
 */
export const plainBrowser: Browser = {
  ...standard,
  quirks: { ...standard.quirks, uploadListenerNeedsMethods: true },
};

/** The same, and it asks before it goes to a more private network, as the withdrawn drafts had it. */
export const carefulBrowser: Browser = {
  ...plainBrowser,
  quirks: { ...plainBrowser.quirks, asksForPrivateNetwork: true },
};
