import { redirect } from 'next/navigation';
import { requirePerson } from '../access/principal.ts';
import { sectionsFor } from './sections.ts';

/** `/settings`: the first section that the role includes. */
export default async function Page() {
  const { role } = await requirePerson();
  redirect(`/settings/${sectionsFor(role)[0]}`);
}
