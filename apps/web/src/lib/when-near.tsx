'use client';
import { useEffect, useRef, useState, type ReactNode } from 'react';

interface WhenNearProps {
  readonly children: ReactNode;
  /** Holds the place until then, about as high. */
  readonly placeholder: ReactNode;
}

/** So far below the window a part is near, in CSS pixels. */
const NEAR = 100;

/** What stands far down a page is fetched and drawn when the reader comes near it, or prints the page. */
export function WhenNear({ children, placeholder }: WhenNearProps) {
  const place = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  useEffect(() => {
    const come = () => setNear(true);
    const observer = new IntersectionObserver(
      (entries) => entries.some(({ isIntersecting }) => isIntersecting) && come(),
      {
        rootMargin: `${NEAR}px`,
      },
    );
    observer.observe(place.current!);
    window.addEventListener('beforeprint', come);
    return () => {
      observer.disconnect();
      window.removeEventListener('beforeprint', come);
    };
  }, []);
  return near ? children : <div ref={place}>{placeholder}</div>;
}
