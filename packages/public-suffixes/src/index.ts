export { type PublicSuffixes, publicSuffixes } from './public-suffixes.js';
