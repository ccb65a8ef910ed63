import { tellTheStory } from './steps/telling.js';

tellTheStory('from an empty database to a verified certificate, in Lao and without JavaScript', {
  language: 'lo',
  javaScript: false,
});
