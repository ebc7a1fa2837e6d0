import { dialplan } from './dialplan.ts';
import { queuesConfiguration } from './queuesConfiguration.ts';

export interface LabOptions {
  /** Port of AMI, on loopback. */
  port: number;
  /** Version of Asterisk: Queue()'s arguments and the syntax of eventfilter changed. */
  version: number;
  /** Where the modules of this Asterisk are. */
  modules: string;
  /** The folder of these files, as Asterisk sees it. */
  folder: string;
  timestampEvents: boolean;
}

const loadedModules = [
  ...['app_chanspy', 'app_cdr', 'app_channelredirect', 'app_db', 'app_dial', 'app_directed_pickup', 'app_echo'],
  ...['app_exec', 'app_originate', 'app_playback', 'app_queue', 'app_read', 'app_senddtmf', 'app_softhangup'],
  ...['app_stack', 'app_transfer', 'app_userevent', 'app_verbose', 'app_waitforring', 'app_while'],
  ...['bridge_builtin_features', 'bridge_builtin_interval_features', 'bridge_holding', 'bridge_simple'],
  ...['bridge_softmix', 'codec_gsm', 'codec_ulaw', 'codec_alaw', 'format_gsm', 'format_pcm', 'format_wav'],
  ...['func_callerid', 'func_cdr', 'func_channel', 'func_cut', 'func_devstate', 'func_dialplan', 'func_extstate'],
  ...['func_global', 'func_groupcount', 'func_hangupcause', 'func_logic', 'func_math', 'func_rand', 'func_strings'],
  ...['func_timeout', 'pbx_config', 'res_clioriginate', 'res_manager_devicestate', 'res_musiconhold', 'res_parking'],
  ...['res_realtime', 'res_timing_timerfd'],
];

/** The files of an Asterisk that has nothing but queues, Local channels and AMI on loopback: no SIP, no RTP. */
export function labConfiguration(options: LabOptions): Record<string, string> {
  return {
    'asterisk.conf': `[directories]
astetcdir => ${options.folder}
astmoddir => ${options.modules}
astvarlibdir => /var/lib/asterisk
astdbdir => /var/lib/asterisk
astkeydir => /var/lib/asterisk
astdatadir => /usr/share/asterisk
astspooldir => /var/spool/asterisk
astrundir => /var/run/asterisk
astlogdir => /var/log/asterisk

[options]
systemname =
autosystemname = no
live_dangerously = yes
`,
    'modules.conf': `[modules]
autoload = no
preload = res_timing_timerfd.so
${loadedModules.map((name) => `load = ${name}.so`).join('\n')}
`,
    'logger.conf': `[general]
queue_log = yes
queue_log_to_file = yes

[logfiles]
messages = notice,warning,error
`,
    'musiconhold.conf': '[default]\nmode = files\ndirectory = /usr/share/asterisk/sounds/en\n',
    'features.conf': `[general]
transferdigittimeout = 2
atxfernoanswertimeout = 8
atxferdropcall = no

[featuremap]
blindxfer = ##
atxfer = *2
parkcall = *7
`,
    'res_parking.conf':
      '[general]\n\n[default]\nparkext = 700\nparkpos = 701-720\ncontext = parkedcalls\nparkingtime = 6\n',
    'cdr.conf': '[general]\nenable = no\n',
    'manager.conf': managerConfiguration(options),
    'queues.conf': queuesConfiguration(),
    'extensions.conf': dialplan(options.version >= 21 ? ',' : ',,'),
  };
}

/** The README's account for Santral, with the filter syntax that every Asterisk reads; and the laboratory's own. */
function managerConfiguration({ port, timestampEvents }: LabOptions): string {
  const account = (name: string, ...lines: string[]) =>
    [`[${name}]`, `secret = ${name}`, 'deny = 0.0.0.0/0.0.0.0', 'permit = 127.0.0.1/255.255.255.255', ...lines].join(
      '\n',
    );
  return `[general]
enabled = yes
webenabled = no
port = ${port}
bindaddr = 127.0.0.1
displayconnects = no
allowmultiplelogin = yes
timestampevents = ${timestampEvents ? 'yes' : 'no'}

${[
  account('lab', 'read = all', 'write = all', 'writetimeout = 5000'),
  account('readonly', 'read = system,call,agent,reporting', 'write = reporting,system', 'writetimeout = 5000'),
  account(
    'santral',
    'read = system,call,agent,dialplan',
    'write = reporting',
    'writetimeout = 5000',
    'eventfilter = Event: (FullyBooted|Shutdown|Newchannel|Hangup|HangupRequest|SoftHangupRequest)',
    'eventfilter = Event: (Queue|Agent|BlindTransfer|AttendedTransfer|LocalOptimizationBegin|Hold|Unhold)',
    'eventfilter = Variable: (QUEUESTATUS|ABANDONED|_*SANTRAL_)',
    'eventfilter = UserEvent: SantralContact',
  ),
  account('slow', 'read = all', 'write = all'),
  account('deaf', 'read = system', 'write = reporting'),
  account('mute', 'read = system,call,agent,dialplan', 'write = system'),
].join('\n\n')}
`;
}
