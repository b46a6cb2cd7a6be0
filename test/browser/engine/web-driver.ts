/** A session of the WebDriver protocol, as far as it is used here. @see https://www.w3.org/TR/webdriver2/ */
export interface WebDriverSession {
  readonly browserVersion: string;
  command(method: 'POST' | 'DELETE', path: string, body?: object): Promise<unknown>;
}

const limit = 120_000;

async function send(address: string, method: string, body?: object): Promise<unknown> {
  const response = await fetch(address, {
    method,
    signal: AbortSignal.timeout(limit),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  // PROOF: every answer of the protocol is such an object.
  const { value } = (await response.json()) as { value: unknown };
  if (!response.ok) throw new Error(`${method} ${address}: ${JSON.stringify(value).slice(0, 500)}`);
  return value;
}

/** Waits until a driver listens. */
export async function driverListens(driver: string): Promise<void> {
  for (let left = 200; ; left--) {
    try {
      await fetch(`${driver}/status`, { signal: AbortSignal.timeout(1_000) });
      return;
    } catch (error) {
      if (left === 0) throw new Error('the driver does not listen', { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** Opens a session, which starts the browser. */
export async function openSession(driver: string, capabilities: object): Promise<WebDriverSession> {
  const value = await send(`${driver}/session`, 'POST', { capabilities: { alwaysMatch: capabilities } });
  // PROOF: what a new session answers.
  const session = value as { sessionId: string; capabilities: { browserVersion: string } };
  const base = `${driver}/session/${session.sessionId}`;
  await send(`${base}/timeouts`, 'POST', { script: limit });
  return {
    browserVersion: session.capabilities.browserVersion,
    command: (method, path, body) => send(`${base}${path}`, method, body),
  };
}
