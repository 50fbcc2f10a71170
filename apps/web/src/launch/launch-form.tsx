'use client';
import type { Preset } from '@tombola/shared';
import type { JsonSchema } from '../schema-form/json-schema';
import type { Group } from '../schema-form/tree';
import { ErrorNotice } from '../ui/states';
import { LaunchFields } from './launch-fields';
import { LaunchSkeleton } from './launch-skeleton';
import { useLaunchState } from './launch-state';
import { useBeneath } from './use-beneath';
import { useDeclarationText } from './use-declaration-text';

interface LaunchFormProps {
  readonly presets: readonly Preset[];
  readonly schema: JsonSchema;
  readonly groups: readonly Group[];
}

/** The form, as soon as what it is laid over is known. */
export function LaunchForm({ presets, schema, groups }: LaunchFormProps) {
  const [state, change] = useLaunchState();
  const declaration = useDeclarationText(state.json, change);
  const { beneath, error, retry } = useBeneath(state, presets, declaration.value);
  if (error !== null) return <ErrorNotice error={error} retry={retry} />;
  if (beneath === undefined) return <LaunchSkeleton />;
  return <LaunchFields {...{ state, change, declaration, beneath, presets, schema, groups }} />;
}
