import { type AmiChannel, lines } from './amiText.ts';
import type { AmiWire } from './amiWire.ts';
import type { Talk } from './callFlow.ts';

/** The agent passes the caller on and is out of it. */
export function tellBlindTransfer(wire: AmiWire, talk: Talk, caller: AmiChannel, leg: AmiChannel): void {
  const exten = talk.plan.to?.exten ?? '';
  for (const key of `##${exten}`) wire.digit(leg, key);
  wire.set(leg, 'BLINDTRANSFER', caller.name);
  wire.set(caller, 'BLINDTRANSFER', leg.name);
  wire.send(
    'call',
    'BlindTransfer',
    () =>
      lines('Result', 'Success') +
      leg.block('Transferer') +
      caller.block('Transferee') +
      (leg.bridge?.block() ?? '') +
      lines('IsExternal', 'No', 'Context', 'kuyruk', 'Extension', exten),
  );
  caller.goTo('kuyruk', exten, 1);
}

/** The agent has spoken with a unit and leaves caller and unit together. */
export function tellAttendedTransfer(wire: AmiWire, talk: Talk, caller: AmiChannel, leg: AmiChannel): void {
  const target = talk.unit && wire.channels.get(talk.unit.legId);
  const first = caller.bridge;
  const second = leg.bridge;
  if (!target || !first || !second) return;
  wire.on('call', 'HangupRequest', leg, () => lines('Cause', 16));
  wire.leaveBridge(leg);
  wire.send('call', 'BridgeMerge', () => first.block('To') + second.block('From'));
  wire.leaveBridge(target, false);
  wire.enterBridge(first, target);
  wire.on('call', 'MusicOnHoldStop', caller);
  wire.send(
    'call',
    'AttendedTransfer',
    () =>
      lines('Result', 'Success') +
      leg.block('OrigTransferer') +
      first.block('Orig') +
      leg.block('SecondTransferer') +
      second.block('Second') +
      caller.block('Transferee') +
      target.block('TransferTarget') +
      lines('IsExternal', 'No', 'DestType', 'Bridge', 'DestBridgeUniqueid', first.id),
  );
  wire.destroy(second);
}
