/**
 * NestJS on Express: the middleware of `@cors-policy/node-http`, in place of `enableCors`.
 *
 * It stands in front of Nest's own router, so guards, interceptors and pipes are not in the way of a preflight, and the
 * headers are on whatever an exception filter answers.
 */
import process from 'node:process';
import { cors } from '@cors-policy/node-http';
import { publicSuffixes } from '@cors-policy/public-suffixes';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from './app.module.js';

const app = await NestFactory.create<NestExpressApplication>(AppModule, { logger: ['error', 'warn'] });

app.use(
  cors(
    {
      paths: '/api/*',
      origins: ['https://app.example.com', 'https://pr-*.preview.example.com', 'http://localhost:*'],
      credentials: true,
      exposedHeaders: 'x-total-count',
    },
    { publicSuffixes },
  ),
);

await app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1');
console.log('listening on', await app.getUrl());
