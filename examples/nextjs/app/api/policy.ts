import { definePolicy } from '@cors-policy/fetch';
import { publicSuffixes } from '@cors-policy/public-suffixes';

/** The policy of all route handlers. */
export const policy = definePolicy(
  {
    origins: ['https://app.example.com', 'https://pr-*.preview.example.com', 'http://localhost:*'],
    credentials: true,
    exposedHeaders: 'x-total-count',
  },
  { publicSuffixes },
);
