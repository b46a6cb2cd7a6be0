// What a user's compiler sees of the packages, as CommonJS: compiled outside the workspace, on the packed tarballs.
import { definePolicy } from '@cors-policy/core';
import { cors } from '@cors-policy/node-http';
import { publicSuffixes } from '@cors-policy/public-suffixes';

cors(definePolicy({ origins: 'https://*.example.com', credentials: true }, { publicSuffixes }));

// @ts-expect-error a list of exposed headers holds names
definePolicy({ origins: '*', exposedHeaders: [1] });
