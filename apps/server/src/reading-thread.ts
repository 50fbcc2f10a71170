import { serveImages } from '@tombola/datasets';

serveImages();
