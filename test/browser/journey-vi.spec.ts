import { tellTheStory } from './steps/telling.js';

tellTheStory('from an empty database to a verified certificate, in Vietnamese', { language: 'vi', javaScript: true });
