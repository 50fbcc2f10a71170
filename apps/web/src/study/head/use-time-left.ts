'use client';
import type { StudyPage } from '@tombola/shared';
import { useEffect, useState } from 'react';
import { useLiveSteps } from '../../api/use-live-steps';
import { liveSteps, secondsLeft, speedOf, speedOfLevels, withSample, type Sample } from './time-left';

/** How far a study is at the moment. */
export interface LiveProgress {
  readonly stepsDone: number;
  /** Undefined while it does not run, or nothing is known. */
  readonly secondsLeft: number | undefined;
}

/** So often the speed is looked at. */
const LOOK_MS = 2000;

/**
 * Steps done with what the events tell between two answers of the server, and the time left at the speed of the last
 * minutes.
 */
export function useLiveProgress(page: StudyPage): LiveProgress {
  const { state } = page.study;
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  const stepsDone = liveSteps(page, useLiveSteps());
  useEffect(() => {
    if (state !== 'running') {
      setSamples([]);
      return;
    }
    const look = () => setSamples((before) => withSample(before, { at: Date.now(), steps: stepsDone }));
    look();
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [state, stepsDone]);
  const speed = speedOf(samples) ?? speedOfLevels(page.levels);
  return { stepsDone, secondsLeft: secondsLeft(page, stepsDone, speed) };
}
