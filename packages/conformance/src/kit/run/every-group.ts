import type { CheckGroup } from '../check/check.js';
import { allowGroup } from '../checks/allow.js';
import { beyondTheAdapterGroup } from '../checks/beyond-the-adapter.js';
import { chosenPolicyGroup } from '../checks/chosen-policy.js';
import { commonOptionsGroup } from '../checks/common-options.js';
import { connectionsGroup } from '../checks/connections.js';
import { decisionHookGroup } from '../checks/decision-hook.js';
import { everyStatusGroup } from '../checks/every-status.js';
import { foreignHeadersGroup } from '../checks/foreign-headers.js';
import { hangUpsGroup } from '../checks/hang-ups.js';
import { incidentsGroup } from '../checks/incidents.js';
import { otherHeadersGroup } from '../checks/other-headers.js';
import { policySourceGroup } from '../checks/policy-source.js';
import { preflightGroup } from '../checks/preflight.js';
import { registrationGroup } from '../checks/registration.js';
import { requestBytesGroup } from '../checks/request-bytes.js';
import { streamsGroup } from '../checks/streams.js';
import { varyGroup } from '../checks/vary.js';

/** All promises, in the order of the design. Promise 7, HTTP/2, is the same checks over `protocol: 'h2'`. */
export const everyGroup: readonly CheckGroup[] = [
  everyStatusGroup,
  incidentsGroup,
  streamsGroup,
  otherHeadersGroup,
  foreignHeadersGroup,
  varyGroup,
  preflightGroup,
  registrationGroup,
  requestBytesGroup,
  beyondTheAdapterGroup,
  connectionsGroup,
  hangUpsGroup,
  policySourceGroup,
  chosenPolicyGroup,
  allowGroup,
  decisionHookGroup,
  commonOptionsGroup,
];
