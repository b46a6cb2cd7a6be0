import { describeAdapter, vectorsTogether } from '@cors-policy/conformance';
import { overNode } from './fixture/over-node.js';

describeAdapter(overNode, vectorsTogether);
