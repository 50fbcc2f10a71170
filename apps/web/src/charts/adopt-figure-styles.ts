import { figureStyleSheet } from '@tombola/figures';
import { adoptStyles } from './adopt-styles';

/** Of figures; heat maps have the colours of their scale besides. */
export const adoptFigureStyles = (): void => adoptStyles('figures', () => figureStyleSheet('auto'));
