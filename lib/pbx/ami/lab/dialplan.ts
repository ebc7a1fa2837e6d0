/** Agents of the laboratory: 1001–1016 sit in its queues, 2001–2160 come for load. */
export const agents = [...numbers(1001, 1016), ...numbers(2001, 2160)];

function numbers(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, nth) => from + nth);
}

/** Queues by the extension that leads to them; keys 1–4 of the voice menu choose the first four. */
export const queueOfExtension: Readonly<Record<number, string>> = {
  501: '153-genel',
  502: '153-ulasim',
  503: '153-sosyal',
  504: '185-ariza',
  505: 'deneme-anons',
  506: 'deneme-gosub',
  507: 'deneme-halka',
  508: 'deneme-bos',
  509: 'deneme-mesgul',
};

/**
 * extensions.conf of the laboratory. A citizen is a Local channel: its first half stands for the trunk and runs through
 * [from-trunk] into a queue, its second half is the citizen's own hand in [caller]. An agent's telephone is the second
 * half of the leg that Queue() dials, in [from-queue]. What each does is in the channel variables of the Originate:
 *
 * C_IVR key in the menu (x: hangs up there) after C_IVRAT s · C_SELF seconds of self-service · C_PAT patience in s ·
 * C_KEY key while waiting after C_KEYAT s · C_QTO Queue() timeout in s · C_OVER extension to overflow to · C_RING s
 * until the agent answers · C_TALK talk in s · C_WHO agent|caller hangs up · C_XFER blind, C_ATX attended transfer to ·
 * C_PARK the agent parks · C_CANCEL the agent hangs up within the announcement
 */
export function dialplan(queueArgumentsBeforeGosub: string): string {
  return `[general]
static = yes
writeprotect = yes
autofallthrough = yes

[globals]
${Object.entries(queueOfExtension)
  .map(([extension, queue]) => `Q${extension} = ${queue}`)
  .join('\n')}
P_BUSY = 3
P_RNA = 8
RING_MIN = 500
RING_MAX = 3000

[ext-local]
${agents.map((agent) => `exten => ${agent},hint,Custom:A${agent}`).join('\n')}

[from-trunk]
exten => 153,1,Set(__C_CH=\${CHANNEL(name):0:-1}2)
 same => n,Set(__TRANSFER_CONTEXT=transfer)
 same => n,Answer()
 same => n,Goto(ivr,s,1)
exten => _50[1-9],1,Set(__C_CH=\${CHANNEL(name):0:-1}2)
 same => n,Set(__TRANSFER_CONTEXT=transfer)
 same => n,Answer()
 same => n,Goto(queue,\${EXTEN},1)

[ivr]
exten => s,1,Read(CHOICE,,1,,1,5)
 same => n,GotoIf($["\${CHOICE}" = ""]?501,1)
 same => n,GotoIf(\${DIALPLAN_EXISTS(ivr,\${CHOICE},1)}?\${CHOICE},1)
 same => n,Goto(501,1)
exten => _[1-4],1,Goto(queue,50\${EXTEN},1)
exten => _50[1-9],1,Goto(queue,\${EXTEN},1)
exten => 5,1,Wait(\${C_SELF})
 same => n,UserEvent(IvrSonuc,Menu: borc-sorgu,Sonuc: self-servis,UniqueID: \${UNIQUEID})
 same => n,Hangup(16)
exten => 6,1,Wait(\${C_SELF})
 same => n,Hangup(16)

[queue]
exten => _50[1-9],1,Set(NAME=\${Q\${EXTEN}})
 same => n,GotoIf($["\${EXTEN}" = "506"]?gosub)
 same => n,Queue(\${NAME},\${IF($["\${C_PARK}" = ""]?t:tk)},,,\${C_QTO})
 same => n,Goto(after)
 same => n(gosub),Queue(\${NAME},t,,,\${C_QTO}${queueArgumentsBeforeGosub},member-screen)
 same => n(after),GotoIf($["\${QUEUESTATUS}" = "TIMEOUT" & "\${C_OVER}" != ""]?overflow)
 same => n,Wait(0.3)
 same => n,Hangup(16)
 same => n(overflow),Set(TO=\${CUT(C_OVER,-,1)})
 same => n,Set(__C_OVER=\${CUT(C_OVER,-,2-)})
 same => n,Goto(queue,\${TO},1)

[member-screen]
exten => s,1,Wait(0.8)
 same => n,Return()

[transfer]
exten => _50[1-9],1,Set(__C_XFER=)
 same => n,Set(__C_ATX=)
 same => n,Set(__C_QTO=25)
 same => n,Goto(queue,\${EXTEN},1)
exten => 600,1,Wait(0.5)
 same => n,Answer()
 same => n,Wait(3)
 same => n,Hangup(16)
exten => 601,1,Busy(2)

[queue-keys]
exten => 0,1,UserEvent(GeriArama,UniqueID: \${UNIQUEID},Numara: \${CALLERID(num)})
 same => n,Wait(0.5)
 same => n,Hangup(16)
exten => 9,1,Set(__C_QTO=25)
 same => n,Goto(queue,501,1)

[parkedcalls]

[caller]
exten => s,1,Answer()
 same => n,Set(TRUNK=\${CHANNEL(name):0:-1}1)
 same => n,GotoIf($["\${C_IVR}" = ""]?queued)
 same => n,Wait(\${C_IVRAT})
 same => n,GotoIf($["\${C_IVR}" = "x"]?bye)
 same => n,SendDTMF(\${C_IVR})
 same => n(queued),GotoIf($["\${C_KEY}" = ""]?wait)
 same => n,Wait(\${C_KEYAT})
 same => n,GotoIf($["\${IMPORT(\${TRUNK},MEMBERINTERFACE)}" != ""]?talk)
 same => n,SendDTMF(\${C_KEY})
 same => n,Wait(40)
 same => n,GotoIf($["\${IMPORT(\${TRUNK},MEMBERINTERFACE)}" != ""]?talk)
 same => n(bye),Hangup(16)
 same => n(wait),Wait(\${C_PAT})
 same => n,GotoIf($["\${IMPORT(\${TRUNK},MEMBERINTERFACE)}" = ""]?bye)
 same => n(talk),Wait(600)
 same => n,Hangup(16)

[from-queue]
exten => _X!,1,Set(GROUP(desk)=\${EXTEN})
 same => n,Set(CHANNEL(hangup_handler_push)=desk-free,s,1(\${EXTEN}))
 same => n,GotoIf($[\${GROUP_COUNT(\${EXTEN}@desk)} > 1]?busy)
 same => n,Set(R=\${RAND(1,100)})
 same => n,GotoIf($[\${R} <= \${P_BUSY}]?busy)
 same => n,Set(DEVICE_STATE(Custom:A\${EXTEN})=RINGING)
 same => n,Ringing()
 same => n,GotoIf($[\${R} <= \${P_BUSY} + \${P_RNA}]?silent)
 same => n,ExecIf($["\${C_RING}" = ""]?Wait(\${MATH(\${RAND(\${RING_MIN},\${RING_MAX})}/1000,float)}):Wait(\${C_RING}))
 same => n,Answer()
 same => n,Set(DEVICE_STATE(Custom:A\${EXTEN})=INUSE)
 same => n,GotoIf($["\${C_CANCEL}" != ""]?cancel)
 same => n,Wait(\${C_TALK})
 same => n,GotoIf($["\${C_XFER}" != ""]?blind)
 same => n,GotoIf($["\${C_ATX}" != ""]?attended)
 same => n,GotoIf($["\${C_PARK}" != ""]?park)
 same => n,GotoIf($["\${C_WHO}" = "caller"]?caller-ends)
 same => n,Hangup(16)
 same => n(caller-ends),SoftHangup(\${C_CH})
 same => n,Wait(5)
 same => n,Hangup(16)
 same => n(blind),SendDTMF(##)
 same => n,Wait(0.6)
 same => n,SendDTMF(\${C_XFER})
 same => n,Wait(8)
 same => n,Hangup(16)
 same => n(attended),SendDTMF(*2)
 same => n,Wait(0.6)
 same => n,SendDTMF(\${C_ATX})
 same => n,Wait(\${IF($["\${C_CONSULT}" = ""]?3:\${C_CONSULT})})
 same => n,Hangup(16)
 same => n(park),SendDTMF(*7)
 same => n,Wait(8)
 same => n,Hangup(16)
 same => n(cancel),Wait(\${C_CANCEL})
 same => n,Hangup(16)
 same => n(busy),Busy(1)
 same => n(silent),Wait(120)
 same => n,Hangup(16)

[desk-free]
exten => s,1,GotoIf($[\${GROUP_COUNT(\${ARG1}@desk)} > 1]?done)
 same => n,Set(DEVICE_STATE(Custom:A\${ARG1})=NOT_INUSE)
 same => n(done),Return()

[desk]
exten => pickup,1,Pickup(\${PICK}@PICKUPMARK)
 same => n,Hangup(16)
exten => pickchan,1,PickupChan(\${PICK})
 same => n,Wait(4)
 same => n,Hangup(16)
exten => hold,1,Answer()
 same => n,Wait(60)
`;
}
