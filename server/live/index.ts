export {
  type Announcement,
  announcementOfRow,
  createAnnouncements,
  type Hear,
  overlapMs,
} from './announcements.ts';
