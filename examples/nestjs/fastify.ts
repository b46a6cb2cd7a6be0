/**
 * NestJS on Fastify: the plugin of `@cors-policy/fastify`, in place of `enableCors`.
 *
 * Its hook runs before Nest's routes, so guards, interceptors and pipes are not in the way of a preflight, and the
 * headers are on whatever an exception filter answers.
 */
import process from 'node:process';
import { cors } from '@cors-policy/fastify';
import { publicSuffixes } from '@cors-policy/public-suffixes';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';

const app = await NestFactory.create<NestFastifyApplication>(AppModule, new FastifyAdapter(), {
  logger: ['error', 'warn'],
});

await app.register(cors, {
  policy: {
    paths: '/api/*',
    origins: ['https://app.example.com', 'https://pr-*.preview.example.com', 'http://localhost:*'],
    credentials: true,
    exposedHeaders: 'x-total-count',
  },
  publicSuffixes,
});

await app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1');
console.log('listening on', await app.getUrl());
