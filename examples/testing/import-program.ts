import { Server } from 'node:net';
import { env, stderr } from 'node:process';
import { format } from 'node:util';
import { vi } from 'vitest';
import { announcedUrl } from './announcement.js';
import type { Program } from './program.js';

/** Runs a program by importing it, and waits until it says where it listens. What it prints otherwise is dropped. */
export async function importProgram(file: string): Promise<Program> {
  env.PORT = '0';
  const servers: Server[] = [];
  const { listen } = Server.prototype;
  vi.spyOn(Server.prototype, 'listen').mockImplementation(function (this: Server, ...values: unknown[]) {
    servers.push(this);
    return Reflect.apply(listen, this, values);
  });
  // What the examples say of the errors that their tests provoke.
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.spyOn(stderr, 'write').mockReturnValue(true);
  const announced = new Promise<string>((resolve) => {
    vi.spyOn(console, 'log').mockImplementation((...values) => {
      const url = announcedUrl(format(...values));
      if (url !== undefined) resolve(url);
    });
  });

  await import(/* @vite-ignore */ file);
  const url = await announced;
  return {
    url,
    stop: async () => {
      vi.restoreAllMocks();
      for (const server of servers) server.close();
    },
  };
}
