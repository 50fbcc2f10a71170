import { geometryStyleSheet } from '@tombola/geometry';
import { adoptStyles } from '../charts/adopt-styles';

/** Of geometry's drawings. */
export const adoptGeometryStyles = (): void => adoptStyles('geometry', () => geometryStyleSheet('auto'));
