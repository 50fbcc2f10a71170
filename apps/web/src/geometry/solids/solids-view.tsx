'use client';
import { useEffect, useRef, useState } from 'react';
import { inkOf, strokeOf } from '../../charts/colours';
import { useWidth } from '../../charts/use-width';
import { useDark } from '../../shell/theme';
import { Empty } from '../../ui/states';
import type { Solid } from '../worker/solids';
import { SolidScene } from './scene';

const HEIGHT = 420;

/** Solids to turn around: by dragging, by arrow keys; nearer and farther by + and -, or the wheel with Ctrl. */
export function SolidsView({ solids }: { readonly solids: readonly Solid[] }) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const canvas = useRef<HTMLCanvasElement>(null);
  const scene = useRef<SolidScene>(undefined);
  const [impossible, setImpossible] = useState(false);
  const dark = useDark();

  useEffect(() => {
    try {
      scene.current = new SolidScene(canvas.current!);
    } catch {
      // The browser has no WebGL, or has it switched off.
      setImpossible(true);
    }
    return () => {
      scene.current?.close();
      scene.current = undefined;
    };
  }, []);
  useEffect(() => {
    if (width > 0) scene.current?.resize(width, HEIGHT);
  }, [width]);
  useEffect(() => {
    const coloured = solids.map((solid, i) => ({ ...solid, colour: strokeOf(i, dark).colour }));
    scene.current?.show(coloured, inkOf(dark).text);
  }, [solids, dark]);
  // React's own wheel events are passive: the page would scroll, too.
  useEffect(() => {
    const element = canvas.current!;
    const onWheel = (event: WheelEvent) => {
      if (!event.ctrlKey) return;
      event.preventDefault();
      scene.current?.zoom(event.deltaY > 0 ? 1.1 : 1 / 1.1);
    };
    element.addEventListener('wheel', onWheel, { passive: false });
    return () => element.removeEventListener('wheel', onWheel);
  }, []);

  const [vertices, faces] = [count(solids.map((solid) => solid.vertices)), count(solids.map((solid) => solid.faces))];
  return (
    <div ref={ref} className="min-w-0">
      {impossible && <Empty title="This browser shows no space">It has no WebGL, or has it switched off.</Empty>}
      <div
        role="application"
        aria-label="Lifted zonotopes"
        aria-describedby="solids-help"
        tabIndex={0}
        hidden={impossible}
        className="rounded-md"
        onKeyDown={(event) => {
          if (!event.ctrlKey && !event.metaKey && scene.current?.press(event.key) === true) event.preventDefault();
        }}
      >
        <canvas
          ref={canvas}
          role="img"
          aria-label={`${solids.length} zonotopes with ${vertices} vertices and ${faces} faces`}
          className="h-[420px] w-full cursor-grab touch-none"
          onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerMove={(event) => {
            if (event.currentTarget.hasPointerCapture(event.pointerId))
              scene.current?.drag(event.movementX, event.movementY);
          }}
        />
      </div>
      <p id="solids-help" className="mt-1 text-xs text-soft">
        Drag, or use the arrow keys, to turn; + and − for nearer and farther.
      </p>
    </div>
  );
}

const count = (lists: readonly (readonly unknown[])[]) => lists.reduce((sum, list) => sum + list.length, 0);
