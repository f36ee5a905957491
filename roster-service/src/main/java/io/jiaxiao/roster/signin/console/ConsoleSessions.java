package io.jiaxiao.roster.signin.console;

import org.springframework.session.FindByIndexNameSessionRepository;
import org.springframework.session.Session;
import org.springframework.stereotype.Service;

/** Operators' browser sessions at the sign-in page. */
@Service
public class ConsoleSessions {

    private final FindByIndexNameSessionRepository<? extends Session> sessions;

    ConsoleSessions(FindByIndexNameSessionRepository<? extends Session> sessions) {
        this.sessions = sessions;
    }

    /** The operator has to give the password again, on every browser. */
    public void endAllOf(long personId) {
        sessions.findByPrincipalName(Long.toString(personId)).keySet().forEach(sessions::deleteById);
    }
}
