import { requirePermission } from '../../../access/principal.ts';
import { shownRecipients } from '../../../api/alarms/recipients/recipientKeeping.ts';
import { database, orAway, settings } from '../../../database.ts';
import controls from '../../../frame/controls.module.css';
import { AreaMessages } from '../../../i18n/AreaMessages.tsx';
import { translations } from '../../../i18n/translations.ts';
import styles from '../../settings.module.css';
import { AlarmSections } from '../AlarmSections.tsx';
import { RecipientList } from './RecipientList.tsx';

export async function generateMetadata() {
  return { title: (await translations('alarms'))('recipients.title') };
}

/** Who is told of alarms outside the hall. */
export default async function Page() {
  const { role } = await requirePermission('edit_alarm_rules');
  const t = await translations('alarms');
  const read = await orAway(() => shownRecipients(database()));
  const { alarms, centres } = settings();
  return (
    <>
      <div className={styles.head}>
        <div>
          <h1 className={controls.title}>{t('recipients.title')}</h1>
          <p className={controls.lead}>{t('recipients.lead')}</p>
        </div>
      </div>
      <AlarmSections role={role} at="recipients" />
      {alarms.mail === null ? <p className={controls.notice}>{t('recipients.noMail')}</p> : null}
      {read === 'away' || read === 'empty' ? (
        <p className={controls.notice}>{t('away')}</p>
      ) : (
        <AreaMessages areas={['alarms']}>
          <RecipientList
            recipients={read}
            centres={centres.map(({ id, label }) => ({ id, label }))}
            zone={centres[0]?.zone ?? 'UTC'}
          />
        </AreaMessages>
      )}
    </>
  );
}
