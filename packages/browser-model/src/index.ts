export { type BrowseOptions, browse, type Outcome, type ResponseType } from './browse.js';
export { type Browser, chromium, firefox, type Quirks, standard, webkit } from './browser.js';
export type {
  BrowserRequest,
  CacheMode,
  CredentialsMode,
  RedirectMode,
  RequestMode,
  Server,
  WireRequest,
  WireResponse,
} from './browser-request.js';
export type { CheckName, Comparison, Finding } from './finding.js';
export { get, type Header, type HeaderList, valuesOf } from './header-list.js';
export { type CacheEntry, emptyCache, type PreflightCache } from './preflight-cache.js';
export type { Step } from './visit.js';
