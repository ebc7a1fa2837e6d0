import type { SourceCause } from '../../feed/feedEvents.ts';

/** Why there is no connection: one word for the screen and one sentence with the cure. */
export interface ConnectionFault {
  cause: SourceCause;
  detail: string;
}

const AMI_BANNER = /^(?:Asterisk Call Manager|.*Call Manager Proxy)\/?(\S*)/;

/** AMI version of a banner, such as `11.0.0`; null if the line is no AMI banner. */
export function amiVersionOf(banner: string): string | null {
  return AMI_BANNER.exec(banner)?.[1] ?? null;
}

/** @param peer `host:port`, as in all of these. */
export function socketFault(peer: string, error: NodeJS.ErrnoException): ConnectionFault {
  switch (error.code) {
    case 'ECONNREFUSED':
      return {
        cause: 'refused',
        detail: `${peer} refuses connections: start Asterisk and set enabled = yes, port and bindaddr in manager.conf.`,
      };
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return { cause: 'unreachable', detail: `The host of ${peer} has no address: check its name and the DNS.` };
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
      return {
        cause: 'unreachable',
        detail: `${peer} cannot be reached: check the network, the address and the firewall.`,
      };
    case 'ECONNRESET':
    case 'EPIPE':
      return closedFault(peer);
    default:
      break;
  }
  if (error.code === 'EPROTO' || error.code?.startsWith('ERR_SSL')) {
    return {
      cause: 'not_ami',
      detail: `${peer} does not speak TLS: use the port of tlsbindaddr in manager.conf, or switch TLS off here.`,
    };
  }
  if (/CERT|SELF_SIGNED|ALTNAME|VERIFY/.test(error.code ?? '')) {
    return {
      cause: 'unreachable',
      detail: `The TLS certificate of ${peer} is not trusted (${error.code}): give its authority as tls.ca, or correct the host name.`,
    };
  }
  return { cause: 'unreachable', detail: `The connection to ${peer} failed: ${error.message}.` };
}

export function noAnswerFault(peer: string, seconds: number): ConnectionFault {
  return {
    cause: 'unreachable',
    detail: `${peer} did not answer within ${seconds} s: check the network, the address and the firewall.`,
  };
}

export function noBannerFault(peer: string, seconds: number): ConnectionFault {
  return {
    cause: 'silent',
    detail: `${peer} took the connection but said nothing within ${seconds} s: is it the AMI port, and is TLS set alike on both ends?`,
  };
}

/** It said nothing by itself and closed when it was spoken to. */
export function closedWhenAskedFault(peer: string): ConnectionFault {
  return {
    cause: 'not_ami',
    detail: `${peer} says nothing and closes when spoken to: if it speaks TLS, switch TLS on here; else give the AMI port.`,
  };
}

export function closedEarlyFault(peer: string): ConnectionFault {
  return {
    cause: 'closed',
    detail: `${peer} closed the connection before sign-in: check permit, deny and authlimit in manager.conf.`,
  };
}

export function closedFault(peer: string): ConnectionFault {
  return {
    cause: 'closed',
    detail: `${peer} closed the connection; if it does so often, raise writetimeout in manager.conf.`,
  };
}

export function restartingFault(peer: string): ConnectionFault {
  return {
    cause: 'restarting',
    detail: `Asterisk at ${peer} is shutting down or restarting; nothing needs to be done.`,
  };
}

export function silentFault(peer: string, seconds: number): ConnectionFault {
  return {
    cause: 'silent',
    detail: `${peer} said nothing for ${seconds} s, not even to a Ping: check the network and whether Asterisk hangs.`,
  };
}

/** @param said the first line that came. */
export function notAmiFault(peer: string, said: string): ConnectionFault {
  let what = 'something that is no Asterisk Manager Interface';
  if (/^HTTP\/|<html|<!doctype/i.test(said)) what = 'a web server';
  else if (said.startsWith('SSH-')) what = 'an SSH server';
  else if (/^220[ -].*SMTP/i.test(said)) what = 'a mail server';
  else if (/^220[ -]/.test(said)) what = 'an FTP or mail server';
  else if (said.startsWith('Content-Type: auth/request')) what = 'FreeSWITCH, not Asterisk,';
  return { cause: 'not_ami', detail: `${peer} is ${what}: give the AMI port of manager.conf, usually 5038.` };
}

export function speaksTlsFault(peer: string): ConnectionFault {
  return {
    cause: 'not_ami',
    detail: `${peer} speaks TLS: switch TLS on here, or give the port of bindaddr in manager.conf.`,
  };
}

/** @param said the exchange's refusal. */
export function loginFault(peer: string, username: string, said: string): ConnectionFault {
  if (/shutting down/i.test(said)) return restartingFault(peer);
  return {
    cause: 'wrong_password',
    detail: `${peer} refuses the sign-in of ${JSON.stringify(username)} (${said}): check username, secret and permit in manager.conf.`,
  };
}

export function noLoginAnswerFault(peer: string, sentence: string): ConnectionFault {
  return { cause: 'silent', detail: `${peer}: ${sentence} Check whether Asterisk hangs.` };
}
