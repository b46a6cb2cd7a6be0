import { describeAdapter, vectorsTogether } from '@cors-policy/conformance';
import { fastify5 } from './fixture/fastify5.js';

describeAdapter(fastify5, vectorsTogether);
