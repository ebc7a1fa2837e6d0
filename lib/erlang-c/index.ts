export { type ErlangAInput, type ErlangAResult, erlangA } from './erlangA.ts';
export { type ErlangBInput, type ErlangBResult, erlangB } from './erlangB.ts';
export { type ErlangCInput, type ErlangCResult, erlangC } from './erlangC.ts';
export { type Load, offeredLoad } from './offeredLoad.ts';
export { type RequiredAgentsInput, requiredAgents, type Targets } from './requiredAgents.ts';
export { requiredTrunks } from './requiredTrunks.ts';
