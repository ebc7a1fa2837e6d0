import { describe, expect, it } from 'vitest';
import { alarmEnvironment, alarmSettings, alarmsBlock } from './settingsAlarms.ts';

const read = (env: Record<string, string>) => {
  const wrong: string[] = [];
  return {
    settings: alarmSettings(
      undefined,
      alarmEnvironment(env, (sentence) => wrong.push(sentence)),
    ),
    wrong,
  };
};

describe('how alarms leave the house', () => {
  it('is not at all by default', () => {
    expect(read({})).toEqual({ settings: { mail: null, webhookHosts: [] }, wrong: [] });
  });

  it('comes from the environment, with the password in a variable of its own', () => {
    const { settings, wrong } = read({
      SANTRAL_SMTP: 'smtp://santral%40example.org@mail.example.org',
      SANTRAL_SMTP_SECRET: 'sir',
      SANTRAL_WEBHOOK_HOSTS: 'helpdesk.example.org, 10.0.0.5:8080',
    });
    expect(wrong).toEqual([]);
    expect(settings).toEqual({
      mail: {
        host: 'mail.example.org',
        port: 587,
        tls: false,
        user: 'santral@example.org',
        password: 'sir',
        from: 'Santral <santral@example.org>',
      },
      webhookHosts: ['helpdesk.example.org', '10.0.0.5:8080'],
    });
    expect(read({ SANTRAL_SMTP: 'smtps://mail.example.org' }).settings.mail).toMatchObject({ port: 465, tls: true });
  });

  it('says what is wrong without saying a password', () => {
    const { wrong } = read({
      SANTRAL_SMTP: 'http://user:gizli@mail',
      SANTRAL_MAIL_FROM: 'Santral',
      SANTRAL_WEBHOOK_HOSTS: 'https://helpdesk.example.org/x',
    });
    expect(wrong).toHaveLength(3);
    expect(wrong.join()).not.toContain('gizli');
    const [issue] = alarmsBlock.safeParse({ smtp: 'smtp://user:gizli@mail' }).error?.issues ?? [];
    expect(issue?.message).toBe('holds a password; take it out and set SANTRAL_SMTP_SECRET in the environment instead');
  });
});
