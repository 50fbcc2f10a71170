'use client';
import type { EventOut, StudyOut } from '@tombola/shared';
import { useRouter } from 'next/navigation';
import { useRef } from 'react';
import { client } from '../api/client';
import { useEvents } from '../api/live';
import { useMe } from '../api/session';
import { useToasts } from '../ui/toast';
import { endedStudy, endedThen, endWords } from './ended-study';
import { notifyPermission } from './notify-choice';

/** Tells when a study of one's own ends: here while one looks, by the browser otherwise. Settings have its switch. */
export function Notifications() {
  const { me } = useMe();
  const router = useRouter();
  const { tell } = useToasts();
  const told = useRef(new Set<string>());
  const hear = async (event: EventOut) => {
    const id = endedStudy(event);
    if (id === undefined || me === undefined || me === null) return;
    const study = await client.studies.get.query({ study: id });
    const ending = `${id} ${study.finishedAt}`;
    if (study.owner !== me.id || !endedThen(study, event) || told.current.has(ending)) return;
    told.current.add(ending);
    const { title, body } = endWords(study);
    if (document.hasFocus() || !notify(study, () => router.push(`/studies/${id}`))) tell(`${title}: ${body}`);
  };
  useEvents((event) => {
    // A study that cannot be asked for is gone, or the server is: then there is nothing to tell.
    hear(event).catch(() => {});
  });
  return null;
}

/** Shows it outside of the page. Several tabs show one: it is marked with the study. @returns whether the browser did */
function notify(study: StudyOut, open: () => void): boolean {
  if (notifyPermission() !== 'granted') return false;
  const { title, body } = endWords(study);
  try {
    const notification = new Notification(title, { body, tag: `tombola-${study.id}`, icon: '/icon.svg' });
    notification.onclick = () => {
      window.focus();
      notification.close();
      open();
    };
    return true;
  } catch {
    // Browsers of telephones have notifications for service workers only.
    return false;
  }
}
