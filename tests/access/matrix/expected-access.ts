/** What each visitor gets who asks for a field of people, keys and themselves. */
export const expectedOfAccess = `
                                 anon token token2 key  reader key2 user viewer oper oper2 admin boot term host join

Viewer.actor                     401  yes   yes    yes  yes    yes  yes  yes    yes  yes   yes   yes  yes  yes  yes
Viewer.appKey                    401  null  null   yes  yes    yes  null null   null null  null  null null null null
Viewer.person                    401  null  null   null null   null yes  yes    yes  yes   yes   null null null null
Viewer.permissions               401  []    []     []   yes    yes  yes  []     yes  yes   yes   yes  yes  []   []

QuickStart.key                   401  no    no     no   no     no   no   no     no   no    yes   yes  no   no   no
QuickStart.url                   401  no    no     no   no     no   no   no     no   no    yes   yes  no   no   no

Somebody limited to an app, signed in, with a link that waits:
Person.apps                      401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
Person.createdAt                 401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
Person.hasPassword               401  no    no     no   no     no   no   no     no   no    true  true true no   no
Person.id                        401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
Person.identityProvider          401  no    no     no   no     no   no   no     no   no    null  null null no   no
Person.lastSeenAt                401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
Person.name                      401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
Person.role                      401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
Person.setUpLinkExpiresAt        401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
Person.signIns                   401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
Person.userId                    401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no

SignIn.createdAt                 401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
SignIn.expiresAt                 401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
SignIn.id                        401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
SignIn.isCurrent                 401  no    no     no   no     no   no   no     no   no    false false false no   no
SignIn.lastSeenAt                401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
SignIn.origin                    401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no

Whoever asks, of themselves:
Person@self.apps                 401  none  none   none none   none yes  null   null yes   null  none none none none
Person@self.createdAt            401  none  none   none none   none yes  yes    yes  yes   yes   none none none none
Person@self.hasPassword          401  none  none   none none   none true true   true true  true  none none none none
Person@self.id                   401  none  none   none none   none yes  yes    yes  yes   yes   none none none none
Person@self.identityProvider     401  none  none   none none   none null null   null null  null  none none none none
Person@self.lastSeenAt           401  none  none   none none   none yes  yes    yes  yes   yes   none none none none
Person@self.name                 401  none  none   none none   none yes  yes    yes  yes   yes   none none none none
Person@self.role                 401  none  none   none none   none yes  yes    yes  yes   yes   none none none none
Person@self.setUpLinkExpiresAt   401  none  none   none none   none null null   null null  null  none none none none
Person@self.signIns              401  none  none   none none   none yes  yes    yes  yes   yes   none none none none
Person@self.userId               401  none  none   none none   none yes  null   null null  null  none none none none

SignIn@self.createdAt            401  none  none   none none   none yes  yes    yes  yes   yes   none none none none
SignIn@self.expiresAt            401  none  none   none none   none yes  yes    yes  yes   yes   none none none none
SignIn@self.id                   401  none  none   none none   none yes  yes    yes  yes   yes   none none none none
SignIn@self.isCurrent            401  none  none   none none   none true true   true true  true  none none none none
SignIn@self.lastSeenAt           401  none  none   none none   none yes  yes    yes  yes   yes   none none none none
SignIn@self.origin               401  none  none   none none   none yes  yes    yes  yes   yes   none none none none

SetUpLink.expiresAt              401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no
SetUpLink.url                    401  no    no     no   no     no   no   no     no   no    yes   yes  yes  no   no

A key limited to an app, with an end, a quota, and a secret that was rotated out:
AppKey.apps                      401  no    no     no   no     no   no   no     no   no    yes   yes  no   no   no
AppKey.createdAt                 401  no    no     no   no     no   no   no     no   no    yes   yes  no   no   no
AppKey.createdBy                 401  no    no     no   no     no   no   no     no   no    yes   yes  no   no   no
AppKey.expiresAt                 401  no    no     no   no     no   no   no     no   no    yes   yes  no   no   no
AppKey.id                        401  no    no     no   no     no   no   no     no   no    yes   yes  no   no   no
AppKey.lastUsedAt                401  no    no     no   no     no   no   no     no   no    yes   yes  no   no   no
AppKey.maxRunningSessions        401  no    no     no   no     no   no   no     no   no    yes   yes  no   no   no
AppKey.name                      401  no    no     no   no     no   no   no     no   no    yes   yes  no   no   no
AppKey.previousSecretExpiresAt   401  no    no     no   no     no   no   no     no   no    yes   yes  no   no   no
AppKey.revokedAt                 401  no    no     no   no     no   no   no     no   no    yes   yes  no   no   no
AppKey.rights                    401  no    no     no   no     no   no   no     no   no    yes   yes  no   no   no
AppKey.runningSessions           401  no    no     no   no     no   no   no     no   no    yes   yes  no   no   no

The key that asks, of itself:
AppKey@self.apps                 401  none  none   yes  yes    yes  none none   none none  none  none none none none
AppKey@self.createdAt            401  none  none   yes  yes    yes  none none   none none  none  none none none none
AppKey@self.createdBy            401  none  none   yes  yes    yes  none none   none none  none  none none none none
AppKey@self.expiresAt            401  none  none   null null   null none none   none none  none  none none none none
AppKey@self.id                   401  none  none   yes  yes    yes  none none   none none  none  none none none none
AppKey@self.lastUsedAt           401  none  none   yes  yes    yes  none none   none none  none  none none none none
AppKey@self.maxRunningSessions   401  none  none   null null   null none none   none none  none  none none none none
AppKey@self.name                 401  none  none   yes  yes    yes  none none   none none  none  none none none none
AppKey@self.previousSecretExpiresAt 401 none none  null null   null none none   none none  none  none none none none
AppKey@self.revokedAt            401  none  none   null null   null none none   none none  none  none none none none
AppKey@self.rights               401  none  none   yes  yes    yes  none none   none none  none  none none none none
AppKey@self.runningSessions      401  none  none   yes  0      0    none none   none none  none  none none none none
`;
