// The declarations of all packages, compiled as they stand, with nothing of them skipped.
export * as core from '@cors-policy/core';
export * as adapter from '@cors-policy/core/adapter';
export * as fastify from '@cors-policy/fastify';
export * as fetch from '@cors-policy/fetch';
export * as koa from '@cors-policy/koa';
export * as nodeHttp from '@cors-policy/node-http';
export * as publicSuffixes from '@cors-policy/public-suffixes';
