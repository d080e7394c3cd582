export {
  type Announcement,
  type Announcements,
  announcementOfRow,
  createAnnouncements,
  type Hear,
  overlapMs,
} from './announcements.ts';
