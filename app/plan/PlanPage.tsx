import { connection } from 'next/server';
import { defaultInputs } from '#lib/plan/planInputs.ts';
import { settings } from '../database.ts';
import controls from '../frame/controls.module.css';
import { AreaMessages } from '../i18n/AreaMessages.tsx';
import { requestLocale } from '../i18n/requestLocale.ts';
import { translations } from '../i18n/translations.ts';
import type { Search } from '../scope/address.ts';
import { scopeChoices } from '../scope/scopeChoices.ts';
import { PlanViews } from './accuracy/PlanViews.tsx';
import { Planner } from './Planner.tsx';
import styles from './PlanPage.module.css';
import { planForecast } from './planForecast.ts';
import { askedInputs, defaultTarget } from './planParams.ts';
import { weekChoices } from './weekChoices.ts';

/** The page's content: what the address asks for, forecast on the server; agents are worked out in the browser. */
export async function PlanPage({ search }: { search: Search }) {
  await connection();
  const t = await translations('plan');
  const answer = await planForecast(search, Date.now(), settings(), await requestLocale());
  const head = (
    <header className={styles.head}>
      <PlanViews view="plan" scope={typeof search.scope === 'string' ? search.scope : undefined} />
      <h1 className={controls.title}>{t('title')}</h1>
      <p className={controls.lead}>{t('lead')}</p>
    </header>
  );
  if (answer === null) return notice(head, t('noCentre'), controls.notice);
  if (answer === 'away') return notice(head, t('away'), controls.failure);
  if (answer === 'empty') return notice(head, t('empty'), controls.notice);

  const { params, problems, plan, centres, today } = answer;
  return (
    <div className={styles.page}>
      {head}
      {problems.map(({ param, given }) => (
        <p key={param} className={controls.notice} role="alert">
          {t(`problems.${param}`, { given })}
        </p>
      ))}
      <AreaMessages areas={['plan']}>
        <Planner
          key={`${params.scope.id} ${params.week.id}`}
          scope={{ id: params.scope.id, label: params.scope.label }}
          choices={scopeChoices(centres)}
          weekId={params.week.id}
          weeks={weekChoices(params.week, today)}
          week={plan}
          inputs={askedInputs(params, plan)}
          defaults={defaultInputs(defaultTarget(params.scope), plan.shrinkage.total)}
        />
      </AreaMessages>
    </div>
  );
}

function notice(head: React.ReactNode, text: string, className: string | undefined) {
  return (
    <div className={styles.page}>
      {head}
      <p className={className} role="status">
        {text}
      </p>
    </div>
  );
}
