import { useState, useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { ClientMessages } from '../../../i18n/ClientMessages.tsx';
import { messages } from '../../../i18n/messages.ts';
import { createFloorStore } from '../../../live/floorStore.ts';
import { openWallLink, steadyNow } from '../../../live/wallLink.ts';
import { AlarmBanner } from '../AlarmBanner.tsx';
import '../../../globals.css';

/** The banner alone, fed by the real feed of the server that the address names. */
const { searchParams } = new URL(location.href);
const store = createFloorStore(steadyNow);
openWallLink('all', store, () => undefined, searchParams.get('server') ?? '');

function Stage() {
  const [now, setNow] = useState(store.now());
  useState(() => setInterval(() => setNow(store.now()), 200));
  const { floor, link } = useSyncExternalStore(store.subscribe, store.state);
  const mayAcknowledge = searchParams.has('person');
  return (
    <AlarmBanner
      floor={floor}
      link={link}
      now={now}
      centres={[]}
      volume={mayAcknowledge ? undefined : searchParams.has('usual') ? null : 1}
      mayAcknowledge={mayAcknowledge}
    />
  );
}

createRoot(document.getElementById('stage') as HTMLElement).render(
  <ClientMessages locale="tr" messages={messages.tr}>
    <main>
      <Stage />
    </main>
  </ClientMessages>,
);
