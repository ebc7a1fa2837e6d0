import { notFound } from 'next/navigation';
import { requirePermission } from '../../../../access/principal.ts';
import { allRules } from '../../../../api/alarms/ruleKeeping.ts';
import { database, orAway, settings } from '../../../../database.ts';
import controls from '../../../../frame/controls.module.css';
import { AreaMessages } from '../../../../i18n/AreaMessages.tsx';
import { translations } from '../../../../i18n/translations.ts';
import { alarmPlaces } from '../../alarmLabels.ts';
import { RuleEditor } from '../RuleEditor.tsx';
import { newRule } from '../ruleDraft.ts';

interface Props {
  params: Promise<{ rule: string }>;
}

export async function generateMetadata() {
  return { title: (await translations('alarms'))('editor.title') };
}

/** One rule to be changed, or a new one. */
export default async function Page({ params }: Props) {
  await requirePermission('edit_alarm_rules');
  const { rule: id } = await params;
  const t = await translations('alarms');
  const read = await orAway(async () => ({
    rule: id === 'new' ? null : (await allRules(database())).find((rule) => rule.id === id),
    places: await alarmPlaces(database(), settings()),
  }));
  if (read === 'away' || read === 'empty') return <p className={controls.notice}>{t('away')}</p>;
  if (read.rule === undefined) notFound();
  return (
    <AreaMessages areas={['alarms']}>
      <RuleEditor
        key={id}
        kept={read.rule}
        initial={read.rule ?? newRule}
        places={read.places}
        zone={settings().centres[0]?.zone ?? 'UTC'}
      />
    </AreaMessages>
  );
}
