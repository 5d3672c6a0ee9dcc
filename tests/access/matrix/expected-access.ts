/** What each visitor gets who asks for a field of people, keys and themselves. */
export const expectedOfAccess = `
                                 anon token token2 key  reader key2 user viewer oper oper2 admin boot term

Viewer.actor                     401  yes   yes    yes  yes    yes  yes  yes    yes  yes   yes   yes  yes
Viewer.appKey                    401  null  null   yes  yes    yes  null null   null null  null  null null
Viewer.person                    401  null  null   null null   null yes  yes    yes  yes   yes   null null
Viewer.permissions               401  []    []     []   yes    yes  yes  []     yes  yes   yes   yes  yes

QuickStart.key                   401  no    no     no   no     no   no   no     no   no    yes   yes  no
QuickStart.url                   401  no    no     no   no     no   no   no     no   no    yes   yes  no

Somebody limited to an app, signed in, with a link that waits:
Person.apps                      401  no    no     no   no     no   no   no     no   no    yes   yes  yes
Person.createdAt                 401  no    no     no   no     no   no   no     no   no    yes   yes  yes
Person.hasPassword               401  no    no     no   no     no   no   no     no   no    true  true true
Person.id                        401  no    no     no   no     no   no   no     no   no    yes   yes  yes
Person.identityProvider          401  no    no     no   no     no   no   no     no   no    null  null null
Person.lastSeenAt                401  no    no     no   no     no   no   no     no   no    yes   yes  yes
Person.name                      401  no    no     no   no     no   no   no     no   no    yes   yes  yes
Person.role                      401  no    no     no   no     no   no   no     no   no    yes   yes  yes
Person.setUpLinkExpiresAt        401  no    no     no   no     no   no   no     no   no    yes   yes  yes
Person.signIns                   401  no    no     no   no     no   no   no     no   no    yes   yes  yes
Person.userId                    401  no    no     no   no     no   no   no     no   no    yes   yes  yes

SignIn.createdAt                 401  no    no     no   no     no   no   no     no   no    yes   yes  yes
SignIn.expiresAt                 401  no    no     no   no     no   no   no     no   no    yes   yes  yes
SignIn.id                        401  no    no     no   no     no   no   no     no   no    yes   yes  yes
SignIn.isCurrent                 401  no    no     no   no     no   no   no     no   no    false false false
SignIn.lastSeenAt                401  no    no     no   no     no   no   no     no   no    yes   yes  yes
SignIn.origin                    401  no    no     no   no     no   no   no     no   no    yes   yes  yes

Whoever asks, of themselves:
Person@self.apps                 401  none  none   none none   none yes  null   null yes   null  none none
Person@self.createdAt            401  none  none   none none   none yes  yes    yes  yes   yes   none none
Person@self.hasPassword          401  none  none   none none   none true true   true true  true  none none
Person@self.id                   401  none  none   none none   none yes  yes    yes  yes   yes   none none
Person@self.identityProvider     401  none  none   none none   none null null   null null  null  none none
Person@self.lastSeenAt           401  none  none   none none   none yes  yes    yes  yes   yes   none none
Person@self.name                 401  none  none   none none   none yes  yes    yes  yes   yes   none none
Person@self.role                 401  none  none   none none   none yes  yes    yes  yes   yes   none none
Person@self.setUpLinkExpiresAt   401  none  none   none none   none null null   null null  null  none none
Person@self.signIns              401  none  none   none none   none yes  yes    yes  yes   yes   none none
Person@self.userId               401  none  none   none none   none yes  null   null null  null  none none

SignIn@self.createdAt            401  none  none   none none   none yes  yes    yes  yes   yes   none none
SignIn@self.expiresAt            401  none  none   none none   none yes  yes    yes  yes   yes   none none
SignIn@self.id                   401  none  none   none none   none yes  yes    yes  yes   yes   none none
SignIn@self.isCurrent            401  none  none   none none   none true true   true true  true  none none
SignIn@self.lastSeenAt           401  none  none   none none   none yes  yes    yes  yes   yes   none none
SignIn@self.origin               401  none  none   none none   none yes  yes    yes  yes   yes   none none

SetUpLink.expiresAt              401  no    no     no   no     no   no   no     no   no    yes   yes  yes
SetUpLink.url                    401  no    no     no   no     no   no   no     no   no    yes   yes  yes

A key limited to an app, with an end, a quota, and a secret that was rotated out:
AppKey.apps                      401  no    no     no   no     no   no   no     no   no    yes   yes  no
AppKey.createdAt                 401  no    no     no   no     no   no   no     no   no    yes   yes  no
AppKey.createdBy                 401  no    no     no   no     no   no   no     no   no    yes   yes  no
AppKey.expiresAt                 401  no    no     no   no     no   no   no     no   no    yes   yes  no
AppKey.id                        401  no    no     no   no     no   no   no     no   no    yes   yes  no
AppKey.lastUsedAt                401  no    no     no   no     no   no   no     no   no    yes   yes  no
AppKey.maxRunningSessions        401  no    no     no   no     no   no   no     no   no    yes   yes  no
AppKey.name                      401  no    no     no   no     no   no   no     no   no    yes   yes  no
AppKey.previousSecretExpiresAt   401  no    no     no   no     no   no   no     no   no    yes   yes  no
AppKey.revokedAt                 401  no    no     no   no     no   no   no     no   no    yes   yes  no
AppKey.rights                    401  no    no     no   no     no   no   no     no   no    yes   yes  no
AppKey.runningSessions           401  no    no     no   no     no   no   no     no   no    yes   yes  no

The key that asks, of itself:
AppKey@self.apps                 401  none  none   yes  yes    yes  none none   none none  none  none none
AppKey@self.createdAt            401  none  none   yes  yes    yes  none none   none none  none  none none
AppKey@self.createdBy            401  none  none   yes  yes    yes  none none   none none  none  none none
AppKey@self.expiresAt            401  none  none   null null   null none none   none none  none  none none
AppKey@self.id                   401  none  none   yes  yes    yes  none none   none none  none  none none
AppKey@self.lastUsedAt           401  none  none   yes  yes    yes  none none   none none  none  none none
AppKey@self.maxRunningSessions   401  none  none   null null   null none none   none none  none  none none
AppKey@self.name                 401  none  none   yes  yes    yes  none none   none none  none  none none
AppKey@self.previousSecretExpiresAt 401 none none  null null   null none none   none none  none  none none
AppKey@self.revokedAt            401  none  none   null null   null none none   none none  none  none none
AppKey@self.rights               401  none  none   yes  yes    yes  none none   none none  none  none none
AppKey@self.runningSessions      401  none  none   yes  0      0    none none   none none  none  none none
`;
