import { may } from '#lib/access/role.ts';
import { readAlarmSettings } from '#lib/database/alarmRules.ts';
import { requirePermission } from '../../access/principal.ts';
import { allRules } from '../../api/alarms/ruleKeeping.ts';
import { database, orAway, settings } from '../../database.ts';
import controls from '../../frame/controls.module.css';
import { AreaMessages } from '../../i18n/AreaMessages.tsx';
import { translations } from '../../i18n/translations.ts';
import styles from '../settings.module.css';
import { AlarmSections } from './AlarmSections.tsx';
import { alarmPlaces } from './alarmLabels.ts';
import { RuleList } from './RuleList.tsx';
import { SoundSettings } from './SoundSettings.tsx';

export async function generateMetadata() {
  return { title: (await translations('alarms'))('title') };
}

/** When screens ring: every rule in a sentence, and how loud. */
export default async function Page() {
  const { role } = await requirePermission('acknowledge_alarms');
  const t = await translations('alarms');
  const mayEdit = may(role, 'edit_alarm_rules');
  const read = await orAway(async () => ({
    rules: await allRules(database()),
    sound: await readAlarmSettings(database()),
    places: await alarmPlaces(database(), settings()),
  }));
  return (
    <>
      <div className={styles.head}>
        <div>
          <h1 className={controls.title}>{t('title')}</h1>
          <p className={controls.lead}>{t('lead')}</p>
        </div>
      </div>
      <AlarmSections role={role} at="rules" />
      {read === 'away' || read === 'empty' ? (
        <p className={controls.notice}>{t('away')}</p>
      ) : (
        <AreaMessages areas={['alarms']}>
          <RuleList rules={read.rules} places={read.places} mayEdit={mayEdit} />
          <SoundSettings initial={read.sound} mayEdit={mayEdit} />
        </AreaMessages>
      )}
    </>
  );
}
