"""Production units (生产经营单位), who supervises which kind (分级属地), grids (网格), delegated enforcement (委托执法)."""
