import { describeFurtherSetup } from '@cors-policy/conformance';
import { vi } from 'vitest';
import { everyExpress } from './fixture/every-express.js';
import { startExpress5 } from './fixture/start-express5.js';

// Express reports what handlers throw on purpose here.
vi.spyOn(console, 'error').mockImplementation(() => {});

describeFurtherSetup({ ...everyExpress, name: 'cors in Express 5', start: startExpress5 });
