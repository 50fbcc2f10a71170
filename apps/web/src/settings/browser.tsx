'use client';
import { useState } from 'react';
import { useNotifyChoice, notifyPermission } from '../shell/notify-choice';
import { themes, useTheme } from '../shell/theme';
import { useHydrated } from '../lib/use-hydrated';
import { Checkbox } from '../ui/field';
import { Section } from '../ui/section';
import { Segmented } from '../ui/segmented';

/** What stays in this browser. */
export function Browser() {
  const [theme, setTheme] = useTheme();
  return (
    <Section id="browser" title="This browser">
      <div className="flex flex-col gap-5 text-sm">
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <span className="font-medium">Colours</span>
          <Segmented label="Colours" value={theme} options={themes} onChange={setTheme} />
        </div>
        <NotifySwitch />
      </div>
    </Section>
  );
}

function NotifySwitch() {
  const hydrated = useHydrated();
  const [on, choose] = useNotifyChoice();
  const [permission, setPermission] = useState<ReturnType<typeof notifyPermission>>();
  const current = permission ?? (hydrated ? notifyPermission() : 'default');
  const change = async (wanted: boolean) => {
    if (wanted && current === 'default') setPermission(await Notification.requestPermission());
    choose(wanted);
  };
  return (
    <div className="flex flex-col gap-1">
      <Checkbox
        label="Tell me when a study of mine ends"
        checked={on}
        onChange={(wanted) => void change(wanted)}
        aria-describedby="notify-help"
      />
      <p id="notify-help" className="text-xs text-soft">
        {!on || current === 'granted'
          ? 'While a page of the portal is open: by the browser’s notifications, or on the page when you look at it.'
          : current === 'unsupported'
            ? 'This browser has no notifications here (they need HTTPS), so it is told on the page.'
            : 'This browser was told not to show notifications of this site, so it is told on the page. The browser’s own settings change that.'}
      </p>
    </div>
  );
}
