import { redirect } from 'next/navigation';
import { site } from '../frame/site.ts';

/** `/wall`: the board of the only centre, or of all. */
export default function WallsPage() {
  const [first, second] = site().centres;
  redirect(`/wall/${first && !second ? encodeURIComponent(first.id) : 'all'}`);
}
