import { createHash } from 'node:crypto';
import type { ActionHeaders, AmiActionError } from './actions.ts';
import type { AmiMessage } from './amiMessage.ts';
import type { Answer } from './requests.ts';

export interface AmiAccount {
  username: string;
  secret: string;
  /** `md5`: the secret never crosses the wire. */
  login: 'md5' | 'plain';
}

/** Signs in; `done` is called as soon as the exchange has answered, with what went wrong, else null. */
export function login(
  ask: (action: string, headers: ActionHeaders, answer: Answer<AmiMessage>) => void,
  account: AmiAccount,
  done: (error: AmiActionError | null) => void,
): void {
  const { username, secret } = account;
  if (account.login === 'plain') {
    ask('Login', { Username: username, Secret: secret, Events: 'on' }, done);
    return;
  }
  ask('Challenge', { AuthType: 'MD5' }, (error, response) => {
    if (error) {
      done(error);
      return;
    }
    const key = createHash('md5')
      .update(`${response?.get('Challenge') ?? ''}${secret}`, 'utf8')
      .digest('hex');
    ask('Login', { AuthType: 'MD5', Username: username, Key: key, Events: 'on' }, done);
  });
}
