import { expressServers } from './express-servers.js';
import { frameworkServers } from './framework-servers.js';
import { nginxServers } from './nginx-servers.js';
import { ourServers } from './our-servers.js';
import { plainServers } from './plain-servers.js';
import type { ProbedServer } from './probed-server.js';

export const misconfiguredServers: readonly ProbedServer[] = [
  ...expressServers,
  ...frameworkServers,
  ...nginxServers,
  ...plainServers,
];

export const everyServer: readonly ProbedServer[] = [...misconfiguredServers, ...ourServers];
