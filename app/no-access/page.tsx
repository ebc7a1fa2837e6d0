import { forbidden } from 'next/navigation';

/** What the web process shows in place of a page that the role does not include; see app/forbidden.tsx. */
export default function Page() {
  forbidden();
}
